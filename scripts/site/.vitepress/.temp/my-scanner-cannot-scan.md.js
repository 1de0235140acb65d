import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"My scanner cannot scan","description":"","frontmatter":{"title":"My scanner cannot scan"},"headers":[],"relativePath":"my-scanner-cannot-scan.md","filePath":"my-scanner-cannot-scan.md"}');
const _sfc_main = { name: "my-scanner-cannot-scan.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="my-scanner-cannot-scan" tabindex="-1">My scanner cannot scan <a class="header-anchor" href="#my-scanner-cannot-scan" aria-label="Permalink to &quot;My scanner cannot scan&quot;">​</a></h1><p>The scanner, printer or copier says “login failed”, “check the network path”, or nothing, and the file server’s log is on somebody else’s machine. Let the device log in here instead. Scanners and printers know port 445 only, and come from the network. Give it this machine as its server, and an account and a share made up for it; <code>diagnose</code> begins with what to type into the device:</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ sudo smb2-auth-server diagnose --host 0.0.0.0 --port 445 --user scanner:secret --share scans &amp;</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">Listening on 0.0.0.0:445</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">…</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">Type into the device:</span></span>
<span class="line"></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  path      \\\\192.0.2.2\\scans</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  server    192.0.2.2  (eth0)</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  share     scans</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  user      scanner</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  password  the one this server was given for that user</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  domain    leave it empty, or WORKGROUP where it must not be</span></span>
<span class="line"></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">Then let the device log in: what came of it appears below, with what to do. Ctrl-C ends with a</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">summary.</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">…</span></span></code></pre></div><p>Then press <em>scan</em>. Here smbclient stands for the device; its panel wrote the first letter of the password in upper case:</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smbclient //192.0.2.2/scans -U scanner%Secret -c exit</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">session setup failed: NT_STATUS_LOGON_FAILURE</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">18:15:14  REFUSED  “WORKGROUP\\scanner” from 192.0.2.2:55708  [mangled-password, STATUS_LOGON_FAILURE]</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          The account exists, and the proof matches a known mistake with its password. The client</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          sent user “scanner”, domain “WORKGROUP” from workstation “VM”. The proof is right with the</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          first letter in upper case, as phones write it.</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          SMB 3.1.1 · NTLMv2 · MIC unverified · OS 6.1 build 0 · workstation “VM” · 3.4 ms</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          → Type it anew, and look at the letters’ case: caps lock, Shift, Num Lock; phones and</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          panels write the first letter in upper case by themselves. For a device that has one case</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          only, give the account a password in that case.</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          Windows shows: error 1326 or 86, “The user name or password is incorrect”</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          Linux shows: mount error(13): Permission denied; dmesg: STATUS_LOGON_FAILURE, Send error</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          in SessSetup = -13</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          smbclient shows: session setup failed: NT_STATUS_LOGON_FAILURE</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          macOS shows: “server rejected the connection: Authentication error”</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smbclient //192.0.2.2/scan -U scanner%secret -c exit</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">tree connect failed: NT_STATUS_BAD_NETWORK_NAME</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">18:15:16  ACCEPTED  “WORKGROUP\\scanner” from 192.0.2.2:55712  [accepted]</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          …</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">18:15:16  REFUSED  share “scan” to “scanner”  [share-not-found]</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          The login succeeded; there is no such share. “\\\\192.0.2.2\\scan”: STATUS_BAD_NETWORK_NAME.</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          There is none of that name; “scans” is near.</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          …</span></span></code></pre></div><p>Ctrl-C ends with a summary for each device and each share:</p><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ kill %1; </span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">wait</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> %1</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">…</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">Summary</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">192.0.2.2  “WORKGROUP\\scanner”  1 of 2 accepted</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  1 × mangled-password, 1 × accepted; the last was accepted</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  …</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">Shares</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">192.0.2.2  “scan” to “scanner”  0 of 1 granted</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  1 × share-not-found</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  …</span></span></code></pre></div><h2 id="when-nothing-appears" tabindex="-1">When nothing appears <a class="header-anchor" href="#when-nothing-appears" aria-label="Permalink to &quot;When nothing appears&quot;">​</a></h2><p>The device did not reach this machine. In the order in which it usually is:</p><ol><li><strong>Another service has port 445.</strong> Linux: <code>ss -ltnp &#39;sport = :445&#39;</code> names it (<code>systemctl stop smbd</code>). Windows has it for itself (its service <em>Server</em>); use another machine, or a virtual one.</li><li><strong>A firewall.</strong> Linux: <code>nft list ruleset</code>, <code>ufw status</code>; macOS: <em>System Settings → Network → Firewall</em>.</li><li><strong>Another network.</strong> Guest Wi-Fi and VLANs keep a device apart. From the device’s page, look at its own address, and compare it with those that <code>diagnose</code> printed.</li><li><strong>A name that the device cannot look up.</strong> Type the address, as <code>diagnose</code> prints it.</li><li><strong>A device that speaks SMB1 alone</strong> does appear, as <code>smb1-only</code>: look for “SMB2/SMB3” in its settings, or for newer firmware.</li></ol><h2 id="what-devices-get-wrong" tabindex="-1">What devices get wrong <a class="header-anchor" href="#what-devices-get-wrong" aria-label="Permalink to &quot;What devices get wrong&quot;">​</a></h2><table tabindex="0"><thead><tr><th>the record says</th><th>on the device</th></tr></thead><tbody><tr><td><code>mangled-password</code></td><td>letters’ case, a space behind the password, an umlaut, a password that was cut short</td></tr><tr><td><code>unknown-account</code> with a name that is near</td><td>a domain in the field of the user, <code>user@domain</code> where only the name is wanted</td></tr><tr><td><code>ntlmv1-refused</code></td><td>“NTLMv2” in its network settings; else <code>--accept-ntlmv1</code>, on a network of its own</td></tr><tr><td><code>share-not-found</code></td><td>the share and the folder in one field, <code>/</code> for <code>\\</code></td></tr><tr><td><code>share-access-denied</code></td><td><code>access</code> of the share: this account may read only</td></tr><tr><td>accepted, then <code>Failure</code> of a create or a write</td><td>the folder on the share does not exist: devices make none</td></tr><tr><td><code>no-common-dialect</code></td><td>SMB2 or SMB3 is turned off in it</td></tr></tbody></table><p><a href="./reasons.html">Every reason</a> has what is behind it, what each client shows, and what to do. A server that the device got along with before is imitated by <code>--preset</code> (<code>windows-2012</code>, <code>samba</code>, <code>nas-guest</code>, <code>legacy-printer</code>; see <a href="./configuration.html#presets">presets</a>): if it works with one of them, the difference is the cause.</p><h2 id="for-whoever-helps-from-afar" tabindex="-1">For whoever helps from afar <a class="header-anchor" href="#for-whoever-helps-from-afar" aria-label="Permalink to &quot;For whoever helps from afar&quot;">​</a></h2><p><code>--capture scan.pcapng</code> keeps the traffic with the server’s words beside each packet, <code>--record scan.jsonl</code> a transcript that <a href="./replay.html">plays again</a> elsewhere. Neither has a password in it; both have responses against which passwords can be guessed, so make up the account for the purpose.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("my-scanner-cannot-scan.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const myScannerCannotScan = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  myScannerCannotScan as default
};
