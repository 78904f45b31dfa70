import * as contract from "@sallyport/contract/groups";
import { type Place, serve } from "../../http/serve.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { setGroupRequirement } from "./group-requirement.ts";
import * as groups from "./groups.ts";
import { addMember, removeMember } from "./members.ts";
import { setNewUsers, showNewUsers } from "./new-users.ts";
import { showUserGroups } from "./user-groups.ts";

export function groupRoutes(place: Place<Actor["caller"]>, parts: AccountsParts): void {
  serve(place, contract.listGroups, ({ query, ...actor }) => groups.listGroups(parts, actor, query));
  serve(place, contract.addGroup, ({ body, ...actor }) => groups.addGroup(parts, actor, body));
  serve(place, contract.showGroup, ({ params, ...actor }) => groups.showGroup(parts, actor, params));
  serve(place, contract.renameGroup, ({ params: { id }, body, ...actor }) =>
    groups.renameGroup(parts, actor, { ...body, id }),
  );
  serve(place, contract.setGroupRequirement, ({ params: { id }, body, ...actor }) =>
    setGroupRequirement(parts, actor, { ...body, id }),
  );
  serve(place, contract.deleteGroup, ({ params, ...actor }) => groups.deleteGroup(parts, actor, params));
  serve(place, contract.addMember, ({ params: { id }, body, ...actor }) =>
    addMember(parts, actor, { ...body, id }),
  );
  serve(place, contract.removeMember, ({ params, ...actor }) => removeMember(parts, actor, params));
  serve(place, contract.showUserGroups, ({ params, ...actor }) => showUserGroups(parts, actor, params));
  serve(place, contract.showNewUsers, () => showNewUsers(parts));
  serve(place, contract.setNewUsers, ({ body, ...actor }) => setNewUsers(parts, actor, body));
}
