import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test.for([
  [["a", 7, null], "a,7,"],
  [['a "b"', "c,d", "e\r\nf", "g;h"], '"a ""b""","c,d","e\r\nf","g;h"'],
  [["=1", "+1", "-1", "@a"], "'=1,'+1,'-1,'@a"],
  [["\t=1", "\r=1"], '"\'\t=1","\'\r=1"'],
  [["a=1", " =1"], "a=1, =1"],
  [["a;=1;b", "a|+1", "a\n@b", "a;b=1"], '"a;\'=1;b",a|\'+1,"a\n\'@b","a;b=1"'],
] as const)("%j is the line %j", ([cells, line]) => {
  expect(csvLine(cells)).toBe(`${line}\r\n`);
});
