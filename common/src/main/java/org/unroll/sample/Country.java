package org.unroll.sample;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The invented country that the sample encyclopaedia describes: its places and its people. */
final class Country {

  /** A river that flows into a sea. */
  record River(String name, int length, String sea) {}

  /** A province with a capital. */
  record Province(String name, String capital, River river, String product) {}

  /** A town on a river in a province. */
  record Town(String name, Province province, River river, int founded, int people, Trade trade) {}

  /** A person from a town. */
  record Person(String name, boolean woman, Profession profession, Town town, int born, int died) {}

  /** The trade of a town: its name, the people who work in it, and their place of work. */
  record Trade(String noun, String workers, String place) {}

  /**
   * The profession of a person: its name, the works it produces, and the verb for producing them.
   */
  record Profession(String noun, String work, String verb) {}

  private static final int RIVERS = 16;
  private static final int PROVINCES = 12;

  private static final List<String> PREFIXES =
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

  private final SeededRandom random;
  private final Set<String> names = new LinkedHashSet<>();

  Country(SeededRandom random, int townCount, int peopleCount) {
    this.random = random;
    for (int i = 0; i < RIVERS; i++) {
      rivers.add(new River(name(RIVER_ENDS), random.nextInt(4, 60) * 10, random.choose(SEAS)));
    }
    for (int i = 0; i < PROVINCES; i++) {
      provinces.add(
          new Province(
              name(PROVINCE_ENDS),
              name(TOWN_ENDS),
              random.choose(rivers),
              random.choose(PRODUCTS)));
    }
    for (int i = 0; i < townCount; i++) {
      Province province = random.choose(provinces);
      River river = random.nextBoolean(0.7) ? province.river() : random.choose(rivers);
      towns.add(
          new Town(
              name(TOWN_ENDS),
              province,
              river,
              random.nextInt(110, 189) * 10,
              random.nextInt(2, 90) * 1000,
              random.choose(TRADES)));
    }
    for (int i = 0; i < peopleCount; i++) {
      people.add(person());
    }
  }

  private Person person() {
    boolean woman = random.nextBoolean(0.5);
    String given = woman ? random.choose(WOMEN) : random.choose(MEN);
    int born = random.nextInt(160, 189) * 10;
    return new Person(
        given + " " + name(FAMILY_ENDS),
        woman,
        random.choose(PROFESSIONS),
        random.choose(towns),
        born,
        born + random.nextInt(4, 9) * 10);
  }

  /** Returns a name that is not in use yet. */
  private String name(List<String> ends) {
    while (true) {
      String name = random.choose(PREFIXES) + random.choose(MIDDLES) + random.choose(ends);
      if (names.add(name)) {
        return name;
      }
      String longer =
          random.choose(PREFIXES)
              + random.choose(MIDDLES)
              + random.choose(MIDDLES)
              + random.choose(ends);
      if (names.add(longer)) {
        return longer;
      }
    }
  }
}
