import { recordStep } from "@donut/core/journey/journey";
import { anyEvent } from "@donut/contracts/events";
import { consume } from "./consume.ts";

export const handler = consume(anyEvent, recordStep);
