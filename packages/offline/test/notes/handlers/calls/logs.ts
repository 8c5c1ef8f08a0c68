import * as commands from "@aws-sdk/client-cloudwatch-logs";
import { caller } from "../call.ts";

export const handler = caller(commands, commands.CloudWatchLogsClient);
