/** Why nothing can be seen at the moment. */
export type BlindReason =
  /** Another program uses the camera. */
  | 'cameraTaken'
  | 'permissionDenied'
  | 'noCamera'
  /** The camera is there but no new picture comes. */
  | 'frozen'
  /** The camera was unplugged, or the system took it away. */
  | 'ended'
  /** The system shows black pictures for a while, for example during a call. */
  | 'muted'
  /** This browser records none of the formats that Nightjar knows, or its recorder stopped. */
  | 'cannotRecord'
  | 'failed';

/** The camera cannot be watched with, for now. */
export class Blind extends Error {
  readonly reason: BlindReason;

  constructor(reason: BlindReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Blind';
    this.reason = reason;
  }
}

const reasons: Readonly<Record<string, BlindReason>> = {
  NotAllowedError: 'permissionDenied',
  SecurityError: 'permissionDenied',
  NotFoundError: 'noCamera',
  OverconstrainedError: 'noCamera',
  NotReadableError: 'cameraTaken',
  AbortError: 'cameraTaken',
};

/** What an error of the camera means for the person who set it up. */
export function blindFrom(error: unknown): Blind {
  if (error instanceof Blind) return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return new Blind(reasons[name] ?? 'failed', message, { cause: error });
}
