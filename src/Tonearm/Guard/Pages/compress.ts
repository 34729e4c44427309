// Makes a JPEG that Spotify takes: at most 180,000 bytes, since it counts 256 KB of base64. As large and as good as fits.

export const MOST_BYTES = 180_000;

/** Spotify shows covers at up to 640 pixels; a little more keeps them crisp should that change. */
const SIDES = [1000, 800, 640, 500, 300];
const GOOD = [0.92, 0.86, 0.8];
const ANY = [0.92, 0.86, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3];

export interface Encoded {
  readonly size: number;
}

/** Tries sides from large to small, each only as long as it looks good; the smallest takes any quality. Never enlarges. */
export async function compress<T extends Encoded>(
  natural: number,
  encode: (side: number, quality: number) => Promise<T>,
): Promise<{ jpeg: T; side: number } | null> {
  const sides = [...new Set(SIDES.map((side) => Math.max(1, Math.min(side, Math.floor(natural)))))];
  for (const side of sides) {
    for (const quality of side === sides.at(-1) ? ANY : GOOD) {
      const jpeg = await encode(side, quality);
      if (jpeg.size <= MOST_BYTES) return { jpeg, side };
    }
  }
  return null;
}
