import { joined, type Statistics } from "./statistics.ts";

const hourMinutes = 60;

/** The minutes of an hour. Most metrics of most queues are 0 for hours: then only the samples are counted. */
interface Hour {
  samples: Uint32Array;
  /** Sum, lowest and highest of each minute. */
  values?: Float64Array;
}

/** One metric by the minute, for a day; minutes are counted since the epoch. */
export class Series {
  readonly #hours = new Map<number, Hour>();

  add(minute: number, added: Statistics): void {
    const hour = this.#hourOf(minute);
    const at = minute % hourMinutes;
    const [sum, lowest, highest, samples] = joined(this.at(minute), added);
    hour.samples[at] = samples;
    if (sum === 0 && lowest === 0 && highest === 0 && !hour.values) return;
    hour.values ??= new Float64Array(3 * hourMinutes);
    hour.values.set([sum, lowest, highest], 3 * at);
  }

  /** @returns undefined if there was no sample in that minute */
  at(minute: number): Statistics | undefined {
    const hour = this.#hours.get(Math.floor(minute / hourMinutes));
    const at = minute % hourMinutes;
    const samples = hour?.samples[at];
    if (!samples) return undefined;
    const [sum = 0, lowest = 0, highest = 0] = hour.values?.subarray(3 * at, 3 * at + 3) ?? [];
    return [sum, lowest, highest, samples];
  }

  #hourOf(minute: number): Hour {
    const number = Math.floor(minute / hourMinutes);
    const known = this.#hours.get(number);
    if (known) return known;
    const hour = { samples: new Uint32Array(hourMinutes) };
    this.#hours.set(number, hour);
    // A day may begin in the middle of an hour.
    for (const old of this.#hours.keys()) if (old < number - 24) this.#hours.delete(old);
    return hour;
  }
}
