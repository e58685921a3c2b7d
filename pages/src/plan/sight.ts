/** Which part of a drawing is seen: its corner and how large. Knows no drawing. */

export interface Sight {
  x: number;
  y: number;
  /** How much of the drawing is seen, across. */
  width: number;
  height: number;
}

const CLOSEST = 8;

/** Return *sight* nearer (factor below 1) or farther, around a point of it (shares of 1). */
export function zoomed(
  sight: Sight,
  whole: Sight,
  factor: number,
  at: [number, number] = [0.5, 0.5],
): Sight {
  const width = Math.min(whole.width, Math.max(whole.width / CLOSEST, sight.width * factor));
  const height = (width * sight.height) / sight.width;
  return kept(
    {
      x: sight.x + (sight.width - width) * at[0],
      y: sight.y + (sight.height - height) * at[1],
      width,
      height,
    },
    whole,
  );
}

/** Return *sight* moved by shares of what is seen. */
export function moved(sight: Sight, whole: Sight, right: number, down: number): Sight {
  return kept(
    { ...sight, x: sight.x + right * sight.width, y: sight.y + down * sight.height },
    whole,
  );
}

/** Keep at least the middle of what is seen on the drawing. */
function kept(sight: Sight, whole: Sight): Sight {
  const within = (value: number, least: number, most: number): number =>
    Math.min(most, Math.max(least, value));
  return {
    ...sight,
    x: within(sight.x, whole.x - sight.width / 2, whole.x + whole.width - sight.width / 2),
    y: within(sight.y, whole.y - sight.height / 2, whole.y + whole.height - sight.height / 2),
  };
}
