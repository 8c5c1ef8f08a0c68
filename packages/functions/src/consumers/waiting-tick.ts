import { tick } from "@donut/core/waiting-room/tick";
import { tickMessage } from "@donut/core/waiting-room/ticks";
import { Resource } from "sst";
import { consume } from "./consume.ts";

export const handler = consume(tickMessage, (message) => tick(message, Resource.AdmissionKey.value));
