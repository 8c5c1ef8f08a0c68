import { anyEvent } from "@donut/contracts/events";
import { recordStep } from "@donut/core/journey/journey";
import { consume } from "./consume.ts";

export const handler = consume(anyEvent, recordStep);
