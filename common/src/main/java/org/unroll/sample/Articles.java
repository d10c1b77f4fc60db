package org.unroll.sample;

import java.util.Locale;
import org.unroll.sample.Country.Person;
import org.unroll.sample.Country.Province;
import org.unroll.sample.Country.River;
import org.unroll.sample.Country.Town;

/** The articles about the invented country, in wikitext with the constructs of real articles. */
final class Articles {

  private final SeededRandom random;

  Articles(SeededRandom random) {
    this.random = random;
  }

  String river(River river) {
    return String.format(
        Locale.ROOT,
        """
        {{Infobox river
        | name = %1$s
        | length = %2$d km
        }}
        The '''%1$s''' is a river that flows into the [[%3$s]].<ref name="map">Atlas of rivers, page %4$d.</ref> \
        It is %2$d km long. In spring the river is high, and in summer the river is low.

        {{Rivers}}
        [[Category:Rivers]]
        """,
        river.name(),
        river.length(),
        river.sea(),
        random.nextInt(1, 90));
  }

  String province(Province province) {
    return """
    {{Infobox province
    | name = %1$s
    | capital = [[%2$s]]
    }}
    '''%1$s''' is a province. The capital of the province is [[%2$s]].{{citation needed|date=May 1999}} \
    The largest river of the province is the [[%3$s]], which flows into the [[%4$s]].

    == Economy ==
    The province is known for its %5$s. Most of the %5$s of the country comes from %1$s.
    [[Category:Provinces]]
    """
        .formatted(
            province.name(),
            province.capital(),
            province.river().name(),
            province.river().sea(),
            province.product());
  }

  String town(Town town) {
    String kind = town.people() > 40_000 ? "city" : "town";
    return String.format(
        Locale.ROOT,
        """
        {{Infobox settlement
        | name       = %1$s
        | population = {{formatnum:%2$d}}
        }}
        [[File:%1$s.jpg|thumb|The old %9$s of [[%1$s]]]]
        '''%1$s''' is a %3$s in the province of [[%4$s]]. It lies on the river [[%5$s]]. \
        The %3$s was founded in %6$d<ref>The chronicle of %1$s.</ref> and has %2$d inhabitants.

        == History ==
        %7$s

        == Economy ==
        The people of %1$s live on %8$s. There is %11$s %9$s, where the [[%10$s]] work. \
        %12$s

        {| class="wikitable"
        ! Year !! Inhabitants
        |-
        | 1900 || %2$d
        |}
        [[Category:Places in %4$s]]
        """,
        town.name(),
        town.people(),
        kind,
        town.province().name(),
        town.river().name(),
        town.founded(),
        history(town, kind),
        town.trade().noun(),
        town.trade().place(),
        town.trade().workers() + "|" + town.trade().workers(),
        "aeiou".indexOf(town.trade().place().charAt(0)) >= 0 ? "an" : "a",
        weather(town));
  }

  private String history(Town town, String kind) {
    int year = town.founded() + 10 * random.nextInt(1, 9);
    return switch (random.nextInt(4)) {
      case 0 ->
          "In "
              + year
              + " the "
              + kind
              + " was destroyed by a fire. It was rebuilt by the people of ["
              + "["
              + town.province().name()
              + "]].";
      case 1 ->
          "In "
              + year
              + " a bridge over the "
              + town.river().name()
              + " was built by the "
              + kind
              + ".";
      case 2 ->
          "The first "
              + town.trade().workers()
              + " came in "
              + year
              + ". They came from [["
              + town.province().capital()
              + "]], the capital of the province.";
      default ->
          "The "
              + kind
              + " was ruled from [["
              + town.province().capital()
              + "|the capital]] until "
              + year
              + ". Since then it has ruled itself.";
    };
  }

  private String weather(Town town) {
    return random.chooseText(
        "In winter the "
            + town.river().name()
            + " is frozen, and the "
            + town.trade().workers()
            + " rest.",
        "The "
            + town.trade().workers()
            + " of "
            + town.name()
            + " are known in the whole province.",
        "Every summer the " + town.trade().workers() + " hold a feast on the river.");
  }

  String person(Person person) {
    String pronoun = person.woman() ? "She" : "He";
    String possessive = person.woman() ? "Her" : "His";
    return String.format(
        Locale.ROOT,
        """
        {{Infobox person
        | name = %1$s
        | born = %4$d
        }}
        '''%1$s''' (%4$d\u2013%5$d) was a [[%2$s]] from [[%3$s]]. %6$s was born in %4$d in %3$s, in the province of [[%9$s]], \
        and died in %5$d in [[%10$s]].

        == Life and work ==
        %6$s %7$s many [[%8$s]]. %11$s %8$s are known in the whole country. %12$s
        * ''The %8$s of %3$s''
        * ''The %8$s of %9$s''

        == References ==
        <references />
        {{DEFAULTSORT:%1$s}}
        [[Category:%4$d births]]
        """,
        person.name(),
        person.profession().noun(),
        person.town().name(),
        person.born(),
        person.died(),
        pronoun,
        person.profession().verb(),
        person.profession().work(),
        person.town().province().name(),
        person.town().province().capital(),
        possessive,
        youth(person, pronoun));
  }

  private String youth(Person person, String pronoun) {
    return random.chooseText(
        pronoun + " never left the province.",
        pronoun + " lived on the banks of the [[" + person.town().river().name() + "]].",
        "As a child "
            + (person.woman() ? "she" : "he")
            + " worked with the "
            + person.town().trade().workers()
            + ".");
  }
}
