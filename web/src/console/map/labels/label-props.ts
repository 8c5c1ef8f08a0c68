import type { QueueCounts } from "../../api/types.ts";

/** What every label of a station is given. */
export interface LabelProps<Station> {
  station: Station;
  /** Whether the map runs down rather than to the right. */
  tall: boolean;
  /** The queue's numbers; undefined until the first come. */
  count: QueueCounts | undefined;
  /** The name of the part whose panel is open. */
  selected: string | undefined;
  onOpen(name: string): void;
}
