import type { Attachment } from 'svelte/attachments';

const speeds = [0.5, 1, 2, 4];
/** The speed that was chosen last, for the other clips of this visit. */
const speedKey = 'nightjar.speed';
/** One frame at 25 a second; phones record near that. */
const frameSeconds = 0.04;

/** One clip being played: what the player shows of it, and what its buttons and keys do. Times in seconds. */
export class Playback {
  time = $state(0);
  paused = $state(true);
  speed = $state(1);
  /** The clip could not be fetched or played. */
  failed = $state(false);
  /** It was played or moved since it was shown. */
  touched = $state(false);
  #measured = $state<number>();
  #video: HTMLVideoElement | undefined;

  /**
   * @param announced how long the phone said the clip is; the file's own length counts once it is known
   * @param visit keeps the speed as long as this tab is open
   */
  constructor(
    private readonly announced: () => number,
    private readonly visit: Storage = sessionStorage,
  ) {
    this.speed = speeds.find((speed) => String(speed) === visit.getItem(speedKey)) ?? 1;
  }

  get duration(): number {
    return this.#measured ?? this.announced();
  }

  /** Ties this to a video element. */
  readonly video: Attachment<HTMLVideoElement> = (video) => {
    this.#video = video;
    const stop = new AbortController();
    const on = (name: string, take: () => void) => video.addEventListener(name, take, stop);
    on('timeupdate', () => (this.time = video.currentTime));
    on('seeking', () => (this.time = video.currentTime));
    on('play', () => (this.paused = false));
    on('pause', () => (this.paused = true));
    on('durationchange', () => (this.#measured = Number.isFinite(video.duration) ? video.duration : undefined));
    on('error', () => (this.failed = true));
    return () => stop.abort();
  };

  /** Plays or pauses. */
  toggle(): void {
    if (!this.#video) return;
    this.touched = true;
    if (this.#video.paused) this.#play(this.#video);
    else this.#video.pause();
  }

  /** Goes to a second of the clip. */
  seek(seconds: number): void {
    if (!this.#video) return;
    this.touched = true;
    this.#video.currentTime = Math.min(Math.max(0, seconds), this.duration);
    this.time = this.#video.currentTime;
  }

  /** Goes by so many seconds, backwards if negative. */
  seekBy(seconds: number): void {
    this.seek(this.time + seconds);
  }

  /** Shows the next or the previous frame. */
  frame(direction: 1 | -1): void {
    this.#video?.pause();
    this.seekBy(direction * frameSeconds);
  }

  /** Takes the next speed, round and round. */
  nextSpeed(): void {
    this.#take(speeds[(speeds.indexOf(this.speed) + 1) % speeds.length]);
  }

  /** Takes the next faster speed, or the next slower one, if there is one. */
  changeSpeed(by: 1 | -1): void {
    this.#take(speeds[speeds.indexOf(this.speed) + by]);
  }

  /** Fills the screen with the picture; a browser that refuses leaves it as it is. */
  async fullScreen(): Promise<void> {
    if (document.fullscreenElement) await document.exitFullscreen();
    else if (document.fullscreenEnabled) await this.#video?.requestFullscreen();
    else (this.#video as { webkitEnterFullscreen?: () => void } | undefined)?.webkitEnterFullscreen?.();
  }

  /** Fetches the clip again after a failure. */
  again(): void {
    this.failed = false;
    this.#video?.load();
  }

  #take(speed: number | undefined): void {
    if (speed === undefined) return;
    this.speed = speed;
    this.visit.setItem(speedKey, String(speed));
    if (this.#video) this.#video.playbackRate = speed;
  }

  #play(video: HTMLVideoElement): void {
    video.playbackRate = this.speed;
    video.play().catch((problem: unknown) => {
      // A pause that comes before the first frame aborts the promise; everything else is shown as a failure.
      if (!(problem instanceof DOMException && problem.name === 'AbortError')) this.failed = true;
    });
  }
}
