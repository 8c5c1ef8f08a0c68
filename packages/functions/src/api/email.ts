import { faultText } from "@donut/contracts/faults";
import * as z from "zod";

const notAnEmail = faultText("email");

/** An e-mail address, in lower case. */
export const email = z
  .string(notAnEmail)
  .trim()
  .toLowerCase()
  .max(254, notAnEmail)
  .pipe(z.email(notAnEmail))
  .meta({ format: "email" });
