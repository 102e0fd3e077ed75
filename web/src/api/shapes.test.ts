import { expectTypeOf, test } from 'vitest';
import type * as core from '../core/event';
import type { Announcement, CameraSettings, Health, Why } from './shapes';

/** Core's shapes are read-only; the generated ones are not, and that difference does not count. */
type ReadOnly<Shape> = Shape extends object ? { readonly [Key in keyof Shape]: ReadOnly<Shape[Key]> } : Shape;

// Checked by the compiler, not when the test runs.
test("core's shapes are those of the HTTP interface", () => {
  expectTypeOf<ReadOnly<Announcement>>().toEqualTypeOf<ReadOnly<core.EventAnnouncement>>();
  expectTypeOf<ReadOnly<CameraSettings>>().toEqualTypeOf<ReadOnly<core.CameraSettings>>();
  expectTypeOf<ReadOnly<Health>>().toEqualTypeOf<ReadOnly<core.Health>>();
  expectTypeOf<ReadOnly<Why>>().toEqualTypeOf<ReadOnly<core.Why>>();
});
