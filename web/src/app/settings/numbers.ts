/** What a number has to be. */
export interface NumberRule {
  readonly least: number;
  readonly most: number;
  /** No fractions. */
  readonly whole?: boolean;
}

/** What somebody typed: a number, nothing, or a sentence about what is wrong with it. */
export type Typed =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wrong'; readonly sentence: string };

/** Reads a number as people write it; a comma is as good as a point. */
export function typedNumber(text: string, rule: NumberRule): Typed {
  const plain = text.trim().replace(',', '.');
  if (!plain) return { kind: 'nothing' };
  const value = Number(plain);
  if (!Number.isFinite(value)) return { kind: 'wrong', sentence: `“${text.trim()}” is no number. ${between(rule)}` };
  if (value < rule.least || value > rule.most) return { kind: 'wrong', sentence: between(rule) };
  if (rule.whole && !Number.isInteger(value)) return { kind: 'wrong', sentence: between(rule) };
  return { kind: 'number', value };
}

function between({ least, most, whole }: NumberRule): string {
  return `Give a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`;
}
