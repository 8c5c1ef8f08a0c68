import { faultText } from "@donut/contracts/faults";
import * as z from "zod";

export const queueName = z.object({ name: z.string().max(200) });

const largestBody = 50_000;
export const messageBody = z.string(faultText("body-text")).min(1, faultText("empty")).max(largestBody);
