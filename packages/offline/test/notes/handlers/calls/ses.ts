import * as commands from "@aws-sdk/client-sesv2";
import { caller } from "../call.ts";

export const handler = caller(commands, commands.SESv2Client);
