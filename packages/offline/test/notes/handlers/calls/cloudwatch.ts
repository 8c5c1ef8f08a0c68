import * as commands from "@aws-sdk/client-cloudwatch";
import { caller } from "../call.ts";

export const handler = caller(commands, commands.CloudWatchClient);
