using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using Newtonsoft.Json.Linq;

/// <summary>
/// A server for the tests of an SMB client, driven over its control API; GET /openapi.json describes it. A class
/// fixture of xUnit, or a one-time set-up of NUnit, can hold it.
/// </summary>
public sealed class ControlledServer : IDisposable
{
    private readonly HttpClient http = new HttpClient();
    private readonly Process process;
    private readonly string url;

    public ControlledServer()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        var file = Path.Combine(folder.FullName, "control.json");
        var command = Environment.GetEnvironmentVariable("SERVER_COMMAND") ?? "npx --yes smb2-auth-server";
        var words = command.Split(new[] { ' ' }, 2);
        var flags = "serve --port 0 --user alice:secret --share data --control 0 --control-file " + file;
        process = Process.Start(new ProcessStartInfo(words[0], words[1] + " " + flags)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        });
        process.OutputDataReceived += (_, __) => { };
        process.BeginOutputReadLine();
        while (!File.Exists(file)) // It appears whole, once everything listens.
        {
            if (process.HasExited) throw new InvalidOperationException("the server has ended");
            Thread.Sleep(50);
        }
        var control = JObject.Parse(File.ReadAllText(file));
        url = (string)control["url"];
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (string)control["token"]);
    }

    /// <summary>One request; an answer without a body is an empty object.</summary>
    public JObject Call(string method, string path, JObject body = null)
    {
        using (var request = new HttpRequestMessage(new HttpMethod(method), url + path))
        {
            if (body != null)
                request.Content = new StringContent(body.ToString(), Encoding.UTF8, "application/json");
            using (var answer = http.SendAsync(request).GetAwaiter().GetResult())
            {
                var text = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
                if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(text);
                return text == "" ? new JObject() : JObject.Parse(text);
            }
        }
    }

    /// <summary>The first login attempt of a user; when none comes, the error says what did arrive.</summary>
    public JToken Attempt(string user)
    {
        var answer = Call("GET", "/v1/attempts?wait=10&user=" + user);
        if (!answer["attempts"].HasValues) throw new InvalidOperationException((string)answer["arrived"]);
        return answer["attempts"][0];
    }

    /// <summary>The port of SMB, on 127.0.0.1.</summary>
    public int Port
    {
        get { return (int)Call("GET", "/v1/server")["addresses"]["smb"]["port"]; }
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        http.Dispose();
    }
}
