using System;
using System.Diagnostics;
using Newtonsoft.Json.Linq;

/// <summary>Tests of a client: a login, a refusal, a server in trouble.</summary>
public static class LoginTests
{
    public static void Main()
    {
        using (var server = new ControlledServer())
        {
            LogsIn(server);
            SaysThatThePasswordIsWrong(server);
            GetsOverAServerThatIsInTroubleOnce(server);
        }
        Console.WriteLine("3 tests passed");
    }

    private static void LogsIn(ControlledServer server)
    {
        server.Call("POST", "/v1/reset");
        Expect(LogIn(server, "secret").Contains("blocks available"));
        Expect((string)server.Attempt("alice")["verdict"] == "accepted");
    }

    private static void SaysThatThePasswordIsWrong(ControlledServer server)
    {
        server.Call("POST", "/v1/reset");
        Expect(LogIn(server, "wrong") == "session setup failed: NT_STATUS_LOGON_FAILURE");
        Expect((string)server.Attempt("alice")["reason"] == "wrong-password");
    }

    private static void GetsOverAServerThatIsInTroubleOnce(ControlledServer server)
    {
        server.Call("POST", "/v1/reset");
        server.Call("POST", "/v1/faults", JObject.Parse(
            "{ \"preset\": \"noLogonServers\", \"when\": { \"user\": \"alice\", \"times\": 1 } }"));
        Expect(LogIn(server, "secret") == "session setup failed: NT_STATUS_NO_LOGON_SERVERS");
        Expect(LogIn(server, "secret").Contains("blocks available"));
        Expect((int)server.Call("GET", "/v1/faults/noLogonServers")["happened"] == 1);
    }

    /// <summary>The client under test, here smbclient; an application calls its own, such as SMBLibrary.</summary>
    private static string LogIn(ControlledServer server, string password)
    {
        var flags = "//127.0.0.1/data -p " + server.Port + " -U alice%" + password + " -c ls";
        var start = new ProcessStartInfo("smbclient", flags)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using (var client = Process.Start(start))
        {
            var shown = client.StandardOutput.ReadToEnd();
            client.WaitForExit();
            return shown.Trim();
        }
    }

    private static void Expect(bool condition)
    {
        if (!condition) throw new InvalidOperationException("a test failed");
    }
}
