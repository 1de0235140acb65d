import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server for the tests of an SMB client, driven over its control API; GET /openapi.json describes it. */
final class ControlledServer implements AutoCloseable {
  private static final String COMMAND =
      System.getenv().getOrDefault("SERVER_COMMAND", "npx --yes smb2-auth-server");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String url;
  private final String token;

  ControlledServer() throws Exception {
    Path file = Files.createTempDirectory("smb").resolve("control.json");
    List<String> command = new ArrayList<>(List.of(COMMAND.split(" ")));
    command.addAll(List.of("serve", "--port", "0", "--user", "alice:secret", "--share", "data"));
    command.addAll(List.of("--control", "0", "--control-file", file.toString()));
    process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    while (!Files.exists(file)) { // It appears whole, once everything listens.
      if (!process.isAlive()) throw new IllegalStateException("the server has ended");
      Thread.sleep(50);
    }
    JsonObject control = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    url = control.get("url").getAsString();
    token = control.get("token").getAsString();
  }

  /** One request; an answer without a body is an empty object. */
  JsonObject call(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 400) throw new AssertionError(answer.body());
    return answer.body().isEmpty() ? new JsonObject() : JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  /** The first login attempt of a user; when none comes, the error says what did arrive. */
  JsonObject attempt(String user) throws Exception {
    JsonObject answer = call("GET", "/v1/attempts?wait=10&user=" + user, null);
    if (answer.getAsJsonArray("attempts").isEmpty()) throw new AssertionError(answer.get("arrived"));
    return answer.getAsJsonArray("attempts").get(0).getAsJsonObject();
  }

  /** The port of SMB, on 127.0.0.1. */
  int port() throws Exception {
    JsonObject addresses = call("GET", "/v1/server", null).getAsJsonObject("addresses");
    return addresses.getAsJsonObject("smb").get("port").getAsInt();
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    process.waitFor();
  }
}
