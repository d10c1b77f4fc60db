package org.unroll.sample;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The invented country that the sample encyclopaedia is about: what is where, and who lived when.
 */
final class Land {

  /** A river that flows into a sea. */
  record River(String name, int length, String sea) {}

  /** A province with a capital. */
  record Province(String name, String capital, River river, String product) {}

  /** A town on a river in a province. */
  record Town(String name, Province province, River river, int founded, int people, Trade trade) {}

  /** A person from a town. */
  record Person(String name, boolean woman, Profession profession, Town town, int born, int died) {}

  /** What a town lives on: a noun, and who does it. */
  record Trade(String noun, String workers, String place) {}

  /** What a person was, and what such a person makes. */
  record Profession(String noun, String work, String verb) {}

  private static final List<String> STARTS =
      List.of(
          "Al", "Bre", "Cor", "Dal", "El", "Fen", "Gar", "Hol", "Il", "Jor", "Kel", "Lun", "Mar",
          "Nor", "Ost", "Pel", "Quin", "Ros", "Sól", "Tar", "Ul", "Vel", "Wes", "Yr", "Zan", "Ñar",
          "Øst", "Čer");
  private static final List<String> MIDDLES =
      List.of("a", "e", "i", "o", "an", "en", "or", "al", "é", "in", "ar", "is");
  private static final List<String> TOWN_ENDS =
      List.of("burg", "ford", "mouth", "stad", "ville", "haven", "bridge", "field");
  private static final List<String> PROVINCE_ENDS = List.of("land", "mark", "shire", "ia");
  private static final List<String> RIVER_ENDS = List.of("na", "ver", "lo", "sa", "rün");
  private static final List<String> FAMILY_ENDS = List.of("sen", "ov", "ez", "man", "ini", "czyk");
  private static final List<String> WOMEN =
      List.of("Anna", "Maria", "Elena", "Sofia", "Ingrid", "Zoë", "Clara", "Júlia");
  private static final List<String> MEN =
      List.of("Peter", "Johan", "André", "Marco", "Ivan", "Tomás", "Karl", "Björn");
  private static final List<String> SEAS =
      List.of("Amber Sea", "Long Gulf", "Silent Ocean", "Bay of Reeds");
  private static final List<String> PRODUCTS =
      List.of("wheat", "copper", "wool", "apples", "timber", "salt");
  private static final List<Trade> TRADES =
      List.of(
          new Trade("fishing", "fishermen", "harbour"),
          new Trade("weaving", "weavers", "mill"),
          new Trade("mining", "miners", "mine"),
          new Trade("farming", "farmers", "market"),
          new Trade("shipbuilding", "shipwrights", "shipyard"),
          new Trade("glassmaking", "glassmakers", "furnace"));
  private static final List<Profession> PROFESSIONS =
      List.of(
          new Profession("painter", "paintings", "painted"),
          new Profession("poet", "poems", "wrote"),
          new Profession("composer", "songs", "composed"),
          new Profession("architect", "bridges", "designed"),
          new Profession("botanist", "flowers", "described"),
          new Profession("astronomer", "comets", "discovered"));

  final List<River> rivers = new ArrayList<>();
  final List<Province> provinces = new ArrayList<>();
  final List<Town> towns = new ArrayList<>();
  final List<Person> people = new ArrayList<>();

  private final Draw draw;
  private final Set<String> names = new LinkedHashSet<>();

  Land(Draw draw, int townsWanted, int peopleWanted) {
    this.draw = draw;
    for (int i = 0; i < 16; i++) {
      rivers.add(new River(name(RIVER_ENDS), draw.between(4, 60) * 10, draw.from(SEAS)));
    }
    for (int i = 0; i < 12; i++) {
      provinces.add(
          new Province(
              name(PROVINCE_ENDS), name(TOWN_ENDS), draw.from(rivers), draw.from(PRODUCTS)));
    }
    for (int i = 0; i < townsWanted; i++) {
      Province province = draw.from(provinces);
      River river = draw.chance(0.7) ? province.river() : draw.from(rivers);
      towns.add(
          new Town(
              name(TOWN_ENDS),
              province,
              river,
              draw.between(110, 189) * 10,
              draw.between(2, 90) * 1000,
              draw.from(TRADES)));
    }
    for (int i = 0; i < peopleWanted; i++) {
      people.add(person());
    }
  }

  private Person person() {
    boolean woman = draw.chance(0.5);
    String given = woman ? draw.from(WOMEN) : draw.from(MEN);
    int born = draw.between(160, 189) * 10;
    return new Person(
        given + " " + name(FAMILY_ENDS),
        woman,
        draw.from(PROFESSIONS),
        draw.from(towns),
        born,
        born + draw.between(4, 9) * 10);
  }

  /** A name that nothing else has. */
  private String name(List<String> ends) {
    while (true) {
      String name = draw.from(STARTS) + draw.from(MIDDLES) + draw.from(ends);
      if (names.add(name)) {
        return name;
      }
      String longer = draw.from(STARTS) + draw.from(MIDDLES) + draw.from(MIDDLES) + draw.from(ends);
      if (names.add(longer)) {
        return longer;
      }
    }
  }
}
