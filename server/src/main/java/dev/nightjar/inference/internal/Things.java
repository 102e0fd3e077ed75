package dev.nightjar.inference.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the network can name, and what of that is worth telling. */
final class Things {

    static final String PERSON = "person";

    /** The 80 classes of the COCO data set, in the network's order. */
    static final List<String> NAMES =
            List.of(("person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,stop sign,"
                            + "parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,backpack,"
                            + "umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite,baseball bat,"
                            + "baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,knife,"
                            + "spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,"
                            + "couch,potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,cell phone,"
                            + "microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,teddy bear,"
                            + "hair drier,toothbrush")
                    .split(","));

    /** The network confuses these with one another far more than with anything else. */
    private static final Map<String, String> MERGED = Map.of("car", "vehicle", "truck", "vehicle", "bus", "vehicle");

    /** People, animals, what moves on wheels, bags: in the order in which they are told. */
    private static final List<String> TOLD =
            List.of(("person,dog,cat,bird,horse,cow,sheep,bear,elephant,zebra,giraffe,vehicle,bicycle,motorcycle,"
                            + "backpack,handbag,suitcase")
                    .split(","));

    /** What the network rarely names where it is not; of the others it is surer than it should be. */
    private static final Set<String> RELIABLE = Set.of(PERSON, "vehicle");

    private static final Set<String> TOLD_SET = Set.copyOf(TOLD);

    private Things() {}

    /** The name that we use for one of the network's. */
    static String nameOf(String name) {
        return MERGED.getOrDefault(name, name);
    }

    /** Whether a name (of ours) is told to people. */
    static boolean isTold(String name) {
        return TOLD_SET.contains(name);
    }

    /** Whether a name (of ours) is to be believed even where the network is not sure. */
    static boolean isReliable(String name) {
        return RELIABLE.contains(name);
    }

    /** Where a name stands in a sentence: people first. */
    static int rank(String name) {
        return TOLD.indexOf(name);
    }
}
