using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Inventory;

/// <summary>
/// The holdings of an account's principals, not kept but read again when somebody asks for them: few are asked for, and an organization has a million.
/// Safe from any thread; what it gives is not.
/// </summary>
/// <param name="read">Reads the account again.</param>
/// <param name="latest">The accounts that were read again last.</param>
internal sealed class LaidAsideAccount(Func<LaidAsideAccount.Contents> read, LatestAccounts latest)
{
    /// <summary>What a principal of the account holds.</summary>
    public Holdings HoldingsOf(string arn) => latest.Of(this).PrincipalOf(arn).Holdings;

    /// <summary>A principal of the account, its holdings laid aside.</summary>
    public Principal PrincipalOf(string arn) => latest.Of(this).PrincipalOf(arn) with { Aside = this };

    /// <summary>Answers further questions about a principal of the account: the same one, as long as the account is among the latest.</summary>
    public PrincipalSimulator SimulatorOf(string arn) => latest.Of(this).SimulatorOf(arn);

    /// <summary>Reads the account again.</summary>
    public Contents Read() => read();

    /// <summary>An account that was read again.</summary>
    /// <param name="principals">Its principals.</param>
    /// <param name="assessor">Makes simulators.</param>
    internal sealed class Contents(IEnumerable<Principal> principals, PrincipalAssessor assessor)
    {
        private readonly Dictionary<string, Principal> byArn = principals.ToDictionary(principal => principal.Arn, StringComparer.Ordinal);
        private readonly Dictionary<string, PrincipalSimulator> simulators = new(StringComparer.Ordinal);

        /// <summary>All of an account.</summary>
        public static Contents Of(AccountSnapshot account, AuditFrame frame) => new(AccountInventory.Of(account).Principals, PrincipalAssessor.Of(account, frame));

        public Principal PrincipalOf(string arn) => byArn.TryGetValue(arn, out var principal)
            ? principal
            : throw new RunCannotGoOnException($"the principal `{arn}` was there before and is not any more: the files have changed during the run; audit them once more");

        public PrincipalSimulator SimulatorOf(string arn)
        {
            lock (simulators)
            {
                if (!simulators.TryGetValue(arn, out var simulator))
                    simulators[arn] = simulator = assessor.SimulatorOf(PrincipalOf(arn));
                return simulator;
            }
        }
    }
}
