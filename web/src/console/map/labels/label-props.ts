import type { QueueCounts } from "../../api/types.ts";

/** The props of every station's label. */
export interface LabelProps<Station> {
  station: Station;
  /** Whether the map runs top to bottom instead of left to right. */
  tall: boolean;
  /** The queue's numbers; undefined until the first arrive. */
  count: QueueCounts | undefined;
  /** The name of the part with the open panel. */
  selected: string | undefined;
  onOpen(name: string): void;
}
