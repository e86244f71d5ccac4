// What a grant of the resource's own policy is worth to a session that has a session policy.
import { accountOf, ownerOf } from './layers.mjs';

const silent = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'none:None', Resource: '*' }] };

/**
 * `find` tells whether the rule has a say, `put` changes the request to what the rule makes of it, and `needs` is a request that the simulator must
 * allow for that to be right.
 */
export const sessionGrant = {
  kind: 'session-grant',
  rule: 'E11',
  says: 'A resource\'s own policy that names the session itself, or everyone, is not limited by the silence of the session policy. In the simulator it is.',
  find: request => request.SessionPolicyInputList !== undefined && request.ResourcePolicy !== undefined && grants(request).length > 0
    && ownerOf(request, request.ResourceArns?.[0] ?? '*') === accountOf(request.CallerArn),
  put: request => request.SessionPolicyInputList[0].Statement.push({ Effect: 'Allow', Action: '*', Resource: '*' }),
  // Nothing but those grants: one of them applies.
  needs: ({ Id, ActionNames, ResourceArns, ResourcePolicy, ResourceOwner, CallerArn, ContextEntries }) => ({
    Id, ActionNames, ResourceArns, ResourceOwner, CallerArn, ContextEntries,
    PolicyInputList: [silent],
    ResourcePolicy: { ...ResourcePolicy, Statement: grants({ ResourcePolicy, CallerArn }) },
  }),
};

/** The Allow statements that name the session itself, or everyone. */
function grants({ ResourcePolicy, CallerArn }) {
  const isSession = CallerArn.includes(':sts:');
  return ResourcePolicy.Statement.filter(({ Effect, Principal, NotPrincipal }) =>
    Effect === 'Allow' && (NotPrincipal !== undefined || Principal === '*' || [Principal?.AWS].flat().some(name => name === '*' || (isSession && name === CallerArn))));
}
