import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Recorder","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/Recorder.md","filePath":"reference/index/interfaces/Recorder.md"}');
const _sfc_main = { name: "reference/index/interfaces/Recorder.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-recorder" tabindex="-1">Interface: Recorder <a class="header-anchor" href="#interface-recorder" aria-label="Permalink to &quot;Interface: Recorder&quot;">​</a></h1><p>Takes the facts of a server. The session layer calls it as it works:</p><div class="language- vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang"></span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span>const connection = recorder.connectionOpened({ id, remote, local });</span></span>
<span class="line"><span>connection.report(fact);                       // NEGOTIATE and other facts outside a login</span></span>
<span class="line"><span>const login = connection.loginBegan({ carrier: &#39;smb&#39;, purpose, sessionId, … });</span></span>
<span class="line"><span>mechanism.createAcceptor({ report: login.report, … });   // the acceptors&#39; facts and checks</span></span>
<span class="line"><span>login.finished({ outcome: &#39;accepted&#39;, … });    // once, with the final SESSION_SETUP response</span></span>
<span class="line"><span>login.report({ kind: &#39;tree-connect&#39;, … });     // later facts of the session, as long as it lives</span></span>
<span class="line"><span>connection.closed({ by: &#39;client&#39;, how: &#39;closed&#39; });</span></span></code></pre></div><p>No call throws, waits, or builds text. Calls after <code>closed</code>, and a second <code>finished</code>, are ignored.</p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="connectionopened" tabindex="-1">connectionOpened() <a class="header-anchor" href="#connectionopened" aria-label="Permalink to &quot;connectionOpened()&quot;">​</a></h3><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">connectionOpened</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(info): ConnectionRecorder;</span></span></code></pre></div><p>A connection was accepted. The result takes the facts of the connection.</p><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><table tabindex="0"><thead><tr><th>Parameter</th><th>Type</th></tr></thead><tbody><tr><td><code>info</code></td><td><a href="./ConnectionInfo.html"><code>ConnectionInfo</code></a></td></tr></tbody></table><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./ConnectionRecorder.html"><code>ConnectionRecorder</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/Recorder.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Recorder = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Recorder as default
};
