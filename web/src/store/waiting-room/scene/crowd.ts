/** Who stands where: distances from the counter, in places. */
export interface Crowd {
  /** The visitor; undefined without a place. */
  me: number;
  /** Everybody else who is drawn, by how many places they are ahead of the visitor; negative: behind. */
  others: { ahead: number; at: number }[];
  /** How many people ahead are not drawn, and where to show the number. */
  hidden?: { count: number; at: number };
}

/** This many places at the counter are drawn individually, however long the line is. */
const front = 7;
/** A line up to this length is drawn completely. */
const drawnWhole = 12;
/** Directly in front of the visitor. */
const company = 2;
const behindDrawn = 4;
/** The visitor's own donut is larger: the extra space it needs on either side. */
const elbow = 0.4;
/** How many steps a line grows when its length doubles. */
const perDoubling = 1.1;

/**
 * @param ahead how many are ahead; fractional while the line moves
 * @param behind how many are known to be behind
 */
export function crowdOf(ahead: number, behind = 0): Crowd {
  const place = ahead <= drawnWhole ? ahead : drawnWhole + perDoubling * Math.log2(ahead / drawnWhole);
  const me = place + elbow * Math.min(1, Math.max(0, place));
  const others: Crowd["others"] = [];
  for (let it = 1; it <= Math.min(behind, behindDrawn); it++) others.push({ ahead: -it, at: me + elbow + it });

  const whole = ahead <= drawnWhole;
  const near = whole ? Math.ceil(ahead + 1) : company;
  for (let it = 1; it <= near && ahead - it > -1; it++) others.push({ ahead: it, at: place - it });
  if (whole) return { me, others };

  const first = Math.ceil(ahead - front + 1);
  for (let it = first; ahead - it > -1; it++) others.push({ ahead: it, at: ahead - it });
  const count = Math.max(0, first - 1 - company);
  return { me, others, ...(count > 0 && { hidden: { count, at: (place - company + front - 1) / 2 } }) };
}
