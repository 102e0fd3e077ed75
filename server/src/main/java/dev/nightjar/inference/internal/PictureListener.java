package dev.nightjar.inference.internal;

/** Hears of each picture of a clip that was looked at, in order. */
@FunctionalInterface
interface PictureListener {

    /**
     * A picture was looked at.
     *
     * @param seconds from the start of the clip
     * @param picture only for the time of the call: many of them take much memory
     */
    void seen(double seconds, Picture picture);
}
