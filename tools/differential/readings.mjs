// What a grant of the resource's own policy is worth where another layer of the principal is silent.
import { accountOf, ownerOf } from './layers.mjs';

const silent = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'none:None', Resource: '*' }] };

/**
 * A rule about a grant that lifts the silence of the layer `member`, which the simulator keeps: `find` tells whether the rule has a say, `put` changes
 * the request to what the rule makes of it, and `needs` is a request that the simulator must allow for that to be right.
 */
const lifted = (kind, rule, says, member, isGrant) => {
  const grants = ({ ResourcePolicy, CallerArn }) => ResourcePolicy.Statement.filter(statement => statement.Effect === 'Allow' && isGrant(statement, CallerArn));
  return {
    kind,
    rule,
    says,
    find: request => request[member] !== undefined && request.ResourcePolicy !== undefined && grants(request).length > 0
      && ownerOf(request, request.ResourceArns?.[0] ?? '*') === accountOf(request.CallerArn),
    put: request => request[member][0].Statement.push({ Effect: 'Allow', Action: '*', Resource: '*' }),
    // Nothing but those grants: one of them applies.
    needs: request => {
      const { Id, ActionNames, ResourceArns, ResourceOwner, CallerArn, ContextEntries, ResourcePolicy } = request;
      return { Id, ActionNames, ResourceArns, ResourceOwner, CallerArn, ContextEntries, PolicyInputList: [silent], ResourcePolicy: { ...ResourcePolicy, Statement: grants(request) } };
    },
  };
};

const isEveryone = ({ Principal }) => Principal === '*' || [Principal?.AWS].flat().includes('*');

/** Rules about how layers combine that the simulator reads otherwise. */
export const readings = [
  lifted(
    'session-grant', 'E11',
    'A resource\'s own policy that names the session itself, or everyone, is not limited by the silence of the session policy. In the simulator it is.',
    'SessionPolicyInputList',
    (statement, caller) => isEveryone(statement) || statement.NotPrincipal !== undefined || (caller.includes(':sts:') && [statement.Principal.AWS].flat().includes(caller)),
  ),
  lifted(
    'allow-not-principal', 'E11, E13',
    'An Allow with NotPrincipal grants like `*`, so a silent boundary does not limit it. The simulator lets the boundary of a role limit it.',
    'PermissionsBoundaryPolicyInputList',
    (statement, caller) => caller.includes(':role/') && statement.NotPrincipal !== undefined,
  ),
];
