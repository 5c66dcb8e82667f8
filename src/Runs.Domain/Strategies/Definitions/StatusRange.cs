using System.Globalization;

namespace Runs.Domain.Strategies;

/// <summary>Statuses of responses, as strategies name them: <c>204</c>, or <c>2xx</c> for all from 200 to 299.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
public readonly record struct StatusRange(int First, int Last)
{
    /// <summary>What is expected unless the agent says otherwise: 2xx.</summary>
    public static StatusRange Success => new(200, 299);

    /// <summary>Takes <c>200</c> to <c>599</c>, or <c>2xx</c> to <c>5xx</c>.</summary>
    public static bool TryParse(string text, out StatusRange range)
    {
        range = default;
        if (text is not [>= '2' and <= '5', var tens, var ones])
            return false;
        if (tens == 'x' && ones == 'x')
        {
            var first = (text[0] - '0') * 100;
            range = new StatusRange(first, first + 99);
            return true;
        }

        if (!char.IsAsciiDigit(tens) || !char.IsAsciiDigit(ones))
            return false;
        var status = int.Parse(text, CultureInfo.InvariantCulture);
        range = new StatusRange(status, status);
        return true;
    }

    /// <summary>Whether a status is one of them.</summary>
    public bool Has(int status) => status >= First && status <= Last;

    /// <summary>The text that <see cref="TryParse"/> takes.</summary>
    public override string ToString() => First == Last ? First.ToString(CultureInfo.InvariantCulture) : $"{First / 100}xx";
}
