import { sweepAlerts } from "@donut/core/alert/sweep-alerts";
import { sweepWith } from "./sweep.ts";

/** Raises alarms again whose alert was closed by hand before more went wrong. */
export const handler = sweepWith(sweepAlerts);
