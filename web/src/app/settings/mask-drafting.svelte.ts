import { type Area, distance, type Point, type Size, within } from './area';
import { chosenWords, refusalWords } from './area-words';
import { adjusted, changed, type Drafts, firstDraft, redone, undone } from './drafts';
import {
  addArea,
  addCorner,
  addOutlineCorner,
  type Chosen,
  closeOutline,
  type Drawing,
  type Drawn,
  isDrawing,
  moveChosen,
  removeArea,
  removeChosen,
  renameArea,
} from './drawing';
import { pickAt, reachOf } from './pick';

/** A finger on the picture: where it came down, where it is, and what the drawing was before. */
interface Grip {
  readonly from: Point;
  readonly before: Drafts<Drawing>;
  /** What was chosen when it came down; a drag moves it. */
  readonly start: Drawing;
  /** It has moved so far that it is no tap. */
  readonly drags: boolean;
}

/** A finger that moves less than this, in pixels, means to tap. */
const tapPixels = 5;

/** The areas of a camera while somebody draws them: what is there, what is chosen, and the way back. */
export class MaskDrafting {
  /** What was last done or refused, for those who hear it. */
  said = $state('');
  /** Why the last change was not made. */
  refused = $state<string>();
  #drafts = $state.raw<Drafts<Drawing>>(firstDraft({ areas: [] }));
  #grip = $state.raw<Grip | undefined>();
  /** Where a corner is being held, for the loupe. */
  held = $state.raw<Point | undefined>();
  readonly #first: string;

  constructor(areas: readonly Area[], proposed: readonly Area[] = []) {
    this.#first = JSON.stringify(areas);
    this.#drafts = firstDraft({ areas });
    for (const area of proposed) this.#take(addArea(this.drawing, area));
  }

  get drawing(): Drawing {
    return this.#drafts.now;
  }

  get areas(): readonly Area[] {
    return this.drawing.areas;
  }

  get chosen(): Chosen | undefined {
    return this.drawing.chosen;
  }

  get canUndo(): boolean {
    return this.#drafts.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#drafts.future.length > 0;
  }

  /** Whether a drag or an outline is not finished. */
  get isUnderWay(): boolean {
    return this.#grip !== undefined || this.drawing.outline !== undefined;
  }

  /** Whether there is something to save. */
  get isChanged(): boolean {
    return JSON.stringify(this.areas) !== this.#first;
  }

  /** Chooses an area or a corner, or nothing. */
  choose(chosen?: Chosen): void {
    const { areas } = this.drawing;
    this.#drafts = adjusted(this.#drafts, { areas, ...(chosen && { chosen }) });
  }

  undo(): void {
    this.#step(undone(this.#drafts), 'Undone');
  }

  redo(): void {
    this.#step(redone(this.#drafts), 'Done again');
  }

  /** Drops a new quadrilateral. */
  add(): void {
    this.#take(addArea(this.drawing));
  }

  /** Begins to draw corner by corner, or leaves it. */
  toggleOutline(): void {
    if (this.drawing.outline) return this.cancel();
    this.#drafts = changed(this.#drafts, { areas: this.areas, outline: [] });
    this.said = 'Tap corner by corner';
  }

  closeOutline(): void {
    this.#take(closeOutline(this.drawing));
  }

  /** Adds a corner after the chosen one, or on the first edge. */
  addCorner(): void {
    const { chosen } = this;
    if (chosen) this.#take(addCorner(this.drawing, chosen.area, chosen.corner ?? 0));
  }

  remove(): void {
    this.#take(removeChosen(this.drawing));
  }

  removeArea(number: number): void {
    this.#take(removeArea(this.drawing, number));
    this.said = 'Area deleted';
  }

  rename(number: number, name: string): void {
    if (name.trim() !== (this.areas[number]?.name ?? '')) this.#take(renameArea(this.drawing, number, name.trim()));
  }

  /** Moves what is chosen by shares of the picture. */
  nudge(by: Point): void {
    if (this.chosen) this.#take(moveChosen(this.drawing, by));
  }

  /** Leaves what is under way: a drag, an outline; else chooses nothing. */
  cancel(): void {
    if (this.#grip) this.#drafts = this.#grip.before;
    else if (this.drawing.outline) this.#leaveOutline();
    else this.choose();
    this.#grip = undefined;
    this.held = undefined;
  }

  /** A finger comes down on a picture of this size. */
  press(at: Point, size: Size, pointerType: string): void {
    this.refused = undefined;
    const before = this.#drafts;
    const { outline } = this.drawing;
    if (outline) return this.#pressOutline(at, size, pointerType);
    const picked = pickAt(this.drawing, at, size, reachOf(pointerType));
    switch (picked.kind) {
      case 'corner':
        this.choose({ area: picked.area, corner: picked.corner });
        break;
      case 'edge':
        if (!this.#take(addCorner(this.drawing, picked.area, picked.edge, picked.at))) return;
        break;
      case 'area':
        this.choose({ area: picked.area });
        break;
      case 'nothing':
        return this.choose();
    }
    const drags = picked.kind === 'edge';
    this.#grip = { from: at, before, start: this.drawing, drags };
    this.#showHeld();
  }

  /** The finger moves. */
  drag(at: Point, size: Size): void {
    const grip = this.#grip;
    if (!grip || (!grip.drags && distance(grip.from, at, size) < tapPixels)) return;
    if (!grip.drags) this.#drafts = changed(this.#drafts, this.drawing);
    this.#grip = { ...grip, drags: true };
    const moved = grip.start.outline
      ? { ...grip.start, outline: [...grip.start.outline.slice(0, -1), within(at)] }
      : moveChosen(grip.start, { x: at.x - grip.from.x, y: at.y - grip.from.y });
    this.#drafts = adjusted(this.#drafts, moved);
    this.#showHeld();
  }

  /** The finger leaves. */
  release(): void {
    if (this.#grip) this.#tellChosen();
    this.#grip = undefined;
    this.held = undefined;
  }

  #pressOutline(at: Point, size: Size, pointerType: string): void {
    const { outline = [] } = this.drawing;
    const [first] = outline;
    const closes = first && outline.length >= 3 && distance(first, at, size) <= reachOf(pointerType).corner;
    if (closes) return this.closeOutline();
    const before = this.#drafts;
    if (!this.#take(addOutlineCorner(this.drawing, at))) return;
    this.#grip = { from: at, before, start: this.drawing, drags: true };
    this.#showHeld();
  }

  #leaveOutline(): void {
    let drafts = this.#drafts;
    while (drafts.now.outline && drafts.past.length) drafts = undone(drafts);
    this.#drafts = { ...drafts, future: [] };
    this.said = 'Drawing left';
  }

  #showHeld(): void {
    const { outline, chosen, areas } = this.drawing;
    const corner = chosen?.corner === undefined ? undefined : areas[chosen.area]?.points[chosen.corner];
    this.held = this.#grip ? (outline?.at(-1) ?? corner) : undefined;
  }

  /** Makes a change, or says why it is not made. */
  #take(drawn: Drawn): boolean {
    if (!isDrawing(drawn)) {
      this.refused = refusalWords(drawn);
      return false;
    }
    this.refused = undefined;
    if (drawn === this.drawing) return true;
    this.#drafts = changed(this.#drafts, drawn);
    this.#tellChosen();
    return true;
  }

  #step(drafts: Drafts<Drawing>, word: string): void {
    this.#drafts = drafts;
    this.refused = undefined;
    this.said = word;
  }

  #tellChosen(): void {
    const { outline, chosen } = this.drawing;
    if (outline) this.said = `Corner ${outline.length} set`;
    else if (chosen) this.said = chosenWords(this.drawing, chosen);
  }
}
