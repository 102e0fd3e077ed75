import type { StartWatch } from '../../src/app/camera/starting';
import type { CameraChoice, SourceDetails, Watch, WatchObserver, WatchOptions } from '../../src/capture/watch';
import type { CameraSettings } from '../../src/core/event';
import { idOf } from './builders';

/** A camera in the hands of a test: the test says what it sees. Its picture is drawn on a canvas. */
export class ScriptedWatch implements Watch {
  observer: WatchObserver | undefined;
  stopped = false;
  /** How it was started, and what it was told since. */
  options: WatchOptions | undefined;
  readonly updates: CameraSettings[] = [];
  readonly chosen: CameraChoice[] = [];
  readonly details: SourceDetails = {
    width: 640,
    height: 360,
    frameRate: 24,
    microphone: true,
    mimeType: 'video/mp4',
    source: 'recorder',
  };

  readonly start: StartWatch = (options, observer) => {
    this.options = options;
    this.observer = observer;
    this.stopped = false;
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 360;
    draw(canvas);
    observer.started({
      id: idOf('session', 1),
      startedAt: new Date().toISOString(),
      picture: canvas.captureStream(5),
      details: this.details,
    });
    observer.awake?.(true);
    observer.state({ kind: 'watching', since: Date.now() });
    observer.sample({
      changedShare: 0.002,
      threshold: 0.01,
      levelDb: -58,
      framesPerSecond: 24,
      lastPacketSeconds: 0.4,
    });
    return this;
  };

  update(settings: CameraSettings): void {
    this.updates.push(settings);
  }

  choose(camera: CameraChoice): void {
    this.chosen.push(camera);
  }

  stop(): Promise<void> {
    this.stopped = true;
    return Promise.resolve();
  }
}

function draw(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws no canvas');
  const paint = (colour: string, x: number, y: number, width: number, height: number) => {
    context.fillStyle = colour;
    context.fillRect(x, y, width, height);
  };
  const frame = () => {
    paint('#8d8f88', 0, 0, 640, 250);
    paint('#6b4a33', 0, 250, 640, 110);
    paint('#3b3f42', 60, 40, 110, 150);
    paint('#b9b3a5', 380, 160, 120, 12);
    paint('#77726a', 434, 172, 12, 130);
  };
  frame();
  // A canvas sends a picture only when it is drawn on.
  setInterval(frame, 200);
}
