import { cx } from "../../ui/cx.ts";
import type { CampaignStatus } from "../api/campaigns.ts";

const signs: Record<CampaignStatus, string> = {
  running: "border-ads bg-ads",
  stop_requested: "border-ads bg-ads-wash",
  stopped: "border-ink-faint",
  may_resume: "border-ads",
};

/** Shown beside the word: a full dot means running, an empty one stopped. */
export function StatusSign({ status }: { status: CampaignStatus }) {
  return <span aria-hidden="true" className={cx("size-2.5 shrink-0 rounded-round border-2", signs[status])} />;
}
