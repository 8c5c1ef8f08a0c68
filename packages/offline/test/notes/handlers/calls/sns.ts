import * as commands from "@aws-sdk/client-sns";
import { caller } from "../call.ts";

export const handler = caller(commands, commands.SNSClient);
