/** A frame whose pixels can be copied out. */
export type CopiedFrame = Pick<
  VideoFrame,
  'format' | 'visibleRect' | 'allocationSize' | 'copyTo' | 'timestamp' | 'colorSpace'
>;

/** The pixels of a frame that is closed by now. */
export interface FrameCopy {
  readonly bytes: Uint8Array;
  readonly format: VideoPixelFormat;
  readonly layout: readonly PlaneLayout[];
  readonly width: number;
  readonly height: number;
  /** In microseconds, as frames have it. */
  readonly timestamp: number;
  readonly colorSpace: VideoColorSpace;
}

/** Formats whose first plane is brightness, a byte for each pixel. */
const planarFormats: readonly string[] = ['I420', 'I420A', 'I422', 'I444', 'NV12'];
/** A trigger is noticed a moment after its frame. */
const mostKept = 2;

/**
 * Copies frames, and keeps the last copies. The frames themselves cannot be kept: a camera has only a few, and stands
 * still when it does not get them back.
 */
export class FrameCopies {
  #kept: FrameCopy[] = [];
  #spare: Uint8Array | undefined;

  /**
   * Copies a frame, which stays open; as RGBA where its format is none of those with a plane of brightness. To be called
   * again only when it has answered. The copy holds until two further ones were made.
   */
  async take(frame: CopiedFrame): Promise<FrameCopy> {
    const { width, height } = frame.visibleRect ?? { width: 0, height: 0 };
    if (width < 1 || height < 1) throw new RangeError(`A frame of ${width} × ${height} shows nothing`);
    const planar = frame.format !== null && planarFormats.includes(frame.format) ? frame.format : undefined;
    const options: VideoFrameCopyToOptions = planar ? {} : { format: 'RGBA' };
    const bytes = this.#buffer(frame.allocationSize(options));
    const layout = await frame.copyTo(bytes, options);
    if (layout.length === 0) throw new Error(`The browser copied no plane of a ${frame.format} frame`);
    const { timestamp, colorSpace } = frame;
    const copy = { bytes, format: planar ?? ('RGBA' as const), layout, width, height, timestamp, colorSpace };
    this.#keep(copy);
    return copy;
  }

  /** The frame of a time (in seconds), or else the newest one; the caller closes it. */
  frameAt(seconds: number): VideoFrame | undefined {
    const copy = this.#kept.find(({ timestamp }) => timestamp / 1e6 === seconds) ?? this.#kept.at(-1);
    if (!copy) return undefined;
    const { bytes, format, layout, width, height, timestamp, colorSpace } = copy;
    return new VideoFrame(bytes, {
      format,
      layout: [...layout],
      codedWidth: width,
      codedHeight: height,
      timestamp,
      colorSpace: colorSpace.toJSON(),
    });
  }

  #buffer(size: number): Uint8Array {
    const spare = this.#spare;
    this.#spare = undefined;
    return spare?.length === size ? spare : new Uint8Array(size);
  }

  #keep(copy: FrameCopy): void {
    this.#kept.push(copy);
    if (this.#kept.length > mostKept) this.#spare = this.#kept.shift()?.bytes;
  }
}
