import * as commands from "@aws-sdk/client-sqs";
import { caller } from "../call.ts";

export const handler = caller(commands, commands.SQSClient);
