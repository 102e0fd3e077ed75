package dev.nightjar.inference.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which kinds of things a text names: people, animals, vehicles, bags, and what alarms. A closed list of English words; what is
 * not on it, such as furniture, is taken for scenery.
 */
final class Subjects {

    static final String PERSON = "person";

    private static final Map<String, String> KINDS = kinds(Map.ofEntries(
            Map.entry(
                    PERSON,
                    "person persons people somebody someone anybody anyone man men woman women boy boys girl girls child children"
                            + " kid kids baby babies toddler toddlers lady ladies guy guys figure figures stranger strangers"
                            + " visitor visitors courier couriers postman"
                            + " driver drivers worker workers neighbour neighbours neighbor neighbors pedestrian cyclist"),
            Map.entry("dog", "dog dogs puppy puppies"),
            Map.entry("cat", "cat cats kitten kittens"),
            Map.entry(
                    "bird",
                    "bird birds pigeon pigeons crow crows magpie magpies duck ducks hen hens chicken chickens gull gulls"),
            Map.entry("horse", "horse horses pony ponies"),
            Map.entry("cow", "cow cows cattle calf calves"),
            Map.entry("sheep", "sheep lamb lambs goat goats"),
            Map.entry("bear", "bear bears"),
            Map.entry("elephant", "elephant elephants"),
            Map.entry("zebra", "zebra zebras"),
            Map.entry("giraffe", "giraffe giraffes"),
            Map.entry("fox", "fox foxes"),
            Map.entry("deer", "deer"),
            Map.entry("rodent", "rat rats mouse mice squirrel squirrels"),
            Map.entry(
                    "animal",
                    "animal animals pet pets raccoon raccoons hedgehog hedgehogs rabbit rabbits snake snakes wolf wolves"),
            Map.entry(
                    "vehicle",
                    "vehicle vehicles car cars truck trucks lorry lorries van vans bus buses pickup pickups taxi taxis"),
            Map.entry("bicycle", "bicycle bicycles bike bikes"),
            Map.entry("motorcycle", "motorcycle motorcycles motorbike motorbikes scooter scooters moped mopeds"),
            Map.entry("bag", "bag bags backpack backpacks rucksack handbag handbags purse suitcase suitcases luggage"),
            Map.entry("package", "package packages parcel parcels"),
            Map.entry(
                    "weapon",
                    "weapon weapons gun guns knife knives rifle rifles pistol pistols axe axes hammer crowbar"),
            Map.entry("fire", "fire fires flame flames smoke"),
            Map.entry("blood", "blood")));

    /** What one kind also shows: who sees a dog, sees an animal. */
    private static final Map<String, List<String>> ALSO = Map.ofEntries(
            Map.entry("dog", List.of("animal")),
            Map.entry("cat", List.of("animal")),
            Map.entry("bird", List.of("animal")),
            Map.entry("horse", List.of("animal")),
            Map.entry("cow", List.of("animal")),
            Map.entry("sheep", List.of("animal")),
            Map.entry("bear", List.of("animal")),
            Map.entry("elephant", List.of("animal")),
            Map.entry("zebra", List.of("animal")),
            Map.entry("giraffe", List.of("animal")),
            Map.entry("fox", List.of("animal")),
            Map.entry("deer", List.of("animal")),
            Map.entry("rodent", List.of("animal")));

    private static final Set<String> DENIALS = Set.of("no", "not", "without", "neither", "nor", "never");

    /** How far a denial reaches: “no large dog” is none. */
    private static final int REACH = 2;

    private Subjects() {}

    /** The kinds that a text says are there; what it says is not there does not count. */
    static Set<String> in(String text) {
        String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+");
        Set<String> found = new TreeSet<>();
        for (int i = 0; i < words.length; i++) {
            String kind = KINDS.get(words[i]);
            if (kind != null && !isDenied(words, i)) {
                found.add(kind);
                found.addAll(ALSO.getOrDefault(kind, List.of()));
            }
        }
        return found;
    }

    private static boolean isDenied(String[] words, int position) {
        return IntStream.range(Math.max(0, position - REACH), position).anyMatch(i -> DENIALS.contains(words[i]));
    }

    private static Map<String, String> kinds(Map<String, String> wordsOfKinds) {
        Map<String, String> kinds = new HashMap<>();
        wordsOfKinds.forEach((kind, words) -> {
            for (String word : words.split(" ")) {
                kinds.put(word, kind);
            }
        });
        return Map.copyOf(kinds);
    }
}
