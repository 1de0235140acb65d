import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Behind a balancer","description":"","frontmatter":{"title":"Behind a balancer"},"headers":[],"relativePath":"balancer.md","filePath":"balancer.md"}');
const _sfc_main = { name: "balancer.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="behind-a-balancer" tabindex="-1">Behind a balancer <a class="header-anchor" href="#behind-a-balancer" aria-label="Permalink to &quot;Behind a balancer&quot;">​</a></h1><p>Behind a balancer of TCP connections every client would have the balancer’s address. With <code>&quot;listen&quot;: { &quot;proxyProtocol&quot;: [&quot;10.0.0.5&quot;] }</code>, a list of addresses and networks (<code>10.0.0.0/8</code>, <code>fd00::/64</code>), each connection from there begins with a header of the <a href="https://www.haproxy.org/download/2.6/doc/proxy-protocol.txt" target="_blank" rel="noreferrer">PROXY protocol</a>, version 1 or 2, and the client that it names is the one of records, limits, faults, captures and transcripts. <code>credssp</code>, <code>http</code> and <code>rpc</code> have the same key, in front of TLS as well, and programs have it in <code>createServer</code>.</p><p>HAProxy, with one server on the same machine:</p><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span>defaults</span></span>
<span class="line"><span>  mode tcp</span></span>
<span class="line"><span>  timeout connect 5s</span></span>
<span class="line"><span>  timeout client 1h</span></span>
<span class="line"><span>  timeout server 1h</span></span>
<span class="line"><span>frontend smb</span></span>
<span class="line"><span>  bind :445</span></span>
<span class="line"><span>  default_backend files</span></span>
<span class="line"><span>backend files</span></span>
<span class="line"><span>  balance source</span></span>
<span class="line"><span>  source 127.0.0.9</span></span>
<span class="line"><span>  server one 127.0.0.1:4455 check send-proxy-v2</span></span></code></pre></div><div class="language-json vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">json</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">{</span></span>
<span class="line highlighted"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  &quot;listen&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">: { </span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">&quot;proxyProtocol&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">: [</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;">&quot;127.0.0.9&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">] },</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  &quot;accounts&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">: [{ </span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">&quot;name&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">: </span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;">&quot;alice&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">, </span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">&quot;password&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">: </span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;">&quot;secret&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> }],</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">  &quot;shares&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">: [{ </span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">&quot;name&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">: </span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;">&quot;scans&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">, </span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">&quot;temporary&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">: </span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">true</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> }]</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">}</span></span></code></pre></div><div class="language-console vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">console</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smb2-auth-server serve --config smb2.json &amp;</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">Listening on 127.0.0.1:4455</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ sudo haproxy -D -f haproxy.cfg</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">$ smbclient //192.0.2.2/scans -U alice%secret -c exit</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">15:29:40  ACCEPTED  “WORKGROUP\\alice” from 192.0.2.2:35894 through 127.0.0.9:53284  [accepted]</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          The login was accepted. It is “SMB2AUTH\\alice”. Proved with NTLMv2, over SMB 3.1.1.</span></span>
<span class="line"><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">          …</span></span></code></pre></div><p>With several servers the backend has a line for each:</p><div class="language-text vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">text</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span>backend files</span></span>
<span class="line"><span>  balance source</span></span>
<span class="line"><span>  server one 10.0.0.11:445 check send-proxy-v2</span></span>
<span class="line"><span>  server two 10.0.0.12:445 check send-proxy-v2</span></span></code></pre></div><p>The header must come, within <code>limits.proxyHeaderSeconds</code> (5) and 536 bytes; without it, or with one that breaks the protocol or whose checksum is wrong, the connection ends as <code>proxy-header-refused</code>. Until then it counts as one of the balancer’s without a login. A header from any other address is a client that does not speak SMB, and its record says so. Health checks leave no trace: a connection that ends before its first byte, or behind a header that names the balancer itself. Never name an address that a client can have, as behind a balancer that hides addresses: it could say that it is anybody.</p><p><code>balance source</code> keeps a client at one server, which is where its session stays; <a href="./several-machines.html">Several machines</a> has the picture, and what else stays there.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("balancer.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const balancer = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  balancer as default
};
