package dev.nightjar.inference;

/** Looks at one clip. Two kinds: NanoDet in the process, and a vision-language model that is asked over HTTP. */
public interface Analyzer {

    /**
     * Looks at the clip, whatever it holds: media is hostile input, so a clip that cannot be read is an answer.
     *
     * @throws RuntimeException when trying again may help
     */
    ClipAnalysed analyze(AnalyzeClip clip);
}
