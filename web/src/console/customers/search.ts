import * as z from "zod";
import { search } from "../shared/search.ts";

export const customersSearch = z.object({
  email: search.text,
  type: search.oneOf(["normal", "vip"]),
  after: search.text,
});
