/** Which folder of src may import which; see the table beside this file. */
export declare const arrows: Readonly<Record<string, readonly string[]>>;
