/** Where the video that the browser of the tests shows as its camera lies, once it is drawn. */
export declare const drawnVideo: string;
