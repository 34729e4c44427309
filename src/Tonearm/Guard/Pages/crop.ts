// The square that is cut from a picture, in the picture's own pixels. Pure: what can be dragged and zoomed is decided here.

export interface Crop {
  readonly width: number;
  readonly height: number;
  /** 1 shows the largest square there is. */
  readonly zoom: number;
  /** The middle of the square. */
  readonly x: number;
  readonly y: number;
}

/** So far one may zoom in that the square keeps as many pixels as Spotify shows, or eightfold. */
const FEWEST_PIXELS = 300;

export function fit(width: number, height: number): Crop {
  return { width, height, zoom: 1, x: width / 2, y: height / 2 };
}

export function side(crop: Crop): number {
  return Math.min(crop.width, crop.height) / crop.zoom;
}

export function maxZoom(crop: Crop): number {
  return Math.min(8, Math.max(1, Math.min(crop.width, crop.height) / FEWEST_PIXELS));
}

export function square(crop: Crop): { left: number; top: number; side: number } {
  const length = side(crop);
  return { left: crop.x - length / 2, top: crop.y - length / 2, side: length };
}

/** Moves the picture under the square; distances in sides of the square. */
export function pan(crop: Crop, right: number, down: number): Crop {
  return within({ ...crop, x: crop.x - right * side(crop), y: crop.y - down * side(crop) });
}

/** Zooms so that the point at (u, v) of the square, each 0 to 1, stays where it is. */
export function zoomTo(crop: Crop, zoom: number, u = 0.5, v = 0.5): Crop {
  const before = side(crop);
  const next = { ...crop, zoom: Math.min(maxZoom(crop), Math.max(1, zoom)) };
  const less = before - side(next);
  return within({ ...next, x: crop.x + (u - 0.5) * less, y: crop.y + (v - 0.5) * less });
}

function within(crop: Crop): Crop {
  const half = side(crop) / 2;
  return {
    ...crop,
    x: Math.min(crop.width - half, Math.max(half, crop.x)),
    y: Math.min(crop.height - half, Math.max(half, crop.y)),
  };
}
