import type { SourceKind } from './recording';

/** What one source could do with the camera. */
export interface SourceOffer {
  /** Whether it can follow the whole picture that was asked for, or only a smaller one. */
  readonly takesWholePicture: boolean;
}

/** What this browser offers, by source; a source that cannot record at all is absent. */
export type SourceOffers = { readonly [Kind in SourceKind]?: SourceOffer | undefined };

/** What was learnt about the sources while they ran. */
export interface SourceExperience {
  /** Seconds between key frames of the browser's recorder, as measured; absent until known. */
  readonly recorderKeyFrameSeconds?: number;
  /** Sources that gave up although the browser offered them. */
  readonly failed: ReadonlySet<SourceKind>;
}

/** Key frames further apart than this make a clip begin too early. */
const widestKeyFrameSeconds = 2.5;

/**
 * Which source records: the browser's recorder, which costs least, unless it cannot follow the whole picture, its key
 * frames stay too far apart, or it gave up, and the codecs can do better.
 *
 * @returns undefined when nothing is offered
 */
export function chooseSource(offers: SourceOffers, experience: SourceExperience): SourceKind | undefined {
  const offered = (['recorder', 'codecs'] as const).filter((kind) => offers[kind]);
  const working = offered.filter((kind) => !experience.failed.has(kind));
  // When all gave up once, the first is as good as any.
  const [first, second] = working.length > 0 ? working : offered;
  return second !== undefined && codecsAreBetter(offers, experience) ? second : first;
}

function codecsAreBetter({ recorder, codecs }: SourceOffers, { recorderKeyFrameSeconds }: SourceExperience): boolean {
  if (!codecs?.takesWholePicture) return false;
  return !recorder?.takesWholePicture || (recorderKeyFrameSeconds ?? 0) > widestKeyFrameSeconds;
}

/** How many spaces between key frames are looked at; some encoders begin with shorter or longer ones. */
const counted = 5;
const leastCounted = 2;

/** Measures how far a recording's key frames lie apart. */
export class KeyFrameSpacing {
  #last: number | undefined;
  #newest = 0;
  #spaces: number[] = [];

  /** Takes a picture's time, in seconds. */
  saw(timestamp: number, isKey: boolean): void {
    this.#newest = timestamp;
    if (!isKey) return;
    if (this.#last !== undefined) this.#spaces = [...this.#spaces, timestamp - this.#last].slice(-counted);
    this.#last = timestamp;
  }

  /** The usual space in seconds; undefined until enough was seen. */
  get seconds(): number | undefined {
    const open = this.#newest - (this.#last ?? this.#newest);
    // A key frame that is long overdue says as much as one that came.
    if (open > widestKeyFrameSeconds * 2 && open > (this.#median ?? 0)) return open;
    return this.#spaces.length >= leastCounted ? this.#median : undefined;
  }

  get #median(): number | undefined {
    return this.#spaces.toSorted((one, other) => one - other)[Math.floor(this.#spaces.length / 2)];
  }
}
