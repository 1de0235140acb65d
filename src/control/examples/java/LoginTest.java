import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of a client: a login, a refusal, a server in trouble. */
class LoginTest {
  private static ControlledServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ControlledServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void reset() throws Exception {
    server.call("POST", "/v1/reset", null);
  }

  /** The client under test, here smbclient; an application calls its own, such as smbj. */
  private static String logIn(String password) throws Exception {
    Process client =
        new ProcessBuilder(
                "smbclient", "//127.0.0.1/data", "-p", "" + server.port(), "-U", "alice%" + password, "-c", "ls")
            .redirectErrorStream(true)
            .start();
    String shown = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    client.waitFor();
    return shown.strip();
  }

  @Test
  void logsIn() throws Exception {
    assertTrue(logIn("secret").contains("blocks available"));
    assertEquals("accepted", server.attempt("alice").get("verdict").getAsString());
  }

  @Test
  void saysThatThePasswordIsWrong() throws Exception {
    assertEquals("session setup failed: NT_STATUS_LOGON_FAILURE", logIn("wrong"));
    assertEquals("wrong-password", server.attempt("alice").get("reason").getAsString());
  }

  @Test
  void getsOverAServerThatIsInTroubleOnce() throws Exception {
    server.call("POST", "/v1/faults", "{\"preset\": \"noLogonServers\", \"when\": {\"user\": \"alice\", \"times\": 1}}");
    assertEquals("session setup failed: NT_STATUS_NO_LOGON_SERVERS", logIn("secret"));
    assertTrue(logIn("secret").contains("blocks available"));
    assertEquals(1, server.call("GET", "/v1/faults/noLogonServers", null).get("happened").getAsInt());
  }
}
