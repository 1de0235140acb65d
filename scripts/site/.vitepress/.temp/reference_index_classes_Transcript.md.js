import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Class: Transcript","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/classes/Transcript.md","filePath":"reference/index/classes/Transcript.md"}');
const _sfc_main = { name: "reference/index/classes/Transcript.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="class-transcript" tabindex="-1">Class: Transcript <a class="header-anchor" href="#class-transcript" aria-label="Permalink to &quot;Class: Transcript&quot;">​</a></h1><p>Keeps everything that the answers of one server depend on: the bytes of both sides, the random bytes that it draws, its clock, its options and the accounts that it looks up. <code>smb2-auth-server replay</code> plays the file again. Each server needs one of its own, as <code>createServer({ transcript })</code>.</p><p>A transcript without secrets still holds the NTLM responses of the clients, against which passwords can be guessed.</p><h2 id="constructors" tabindex="-1">Constructors <a class="header-anchor" href="#constructors" aria-label="Permalink to &quot;Constructors&quot;">​</a></h2><h3 id="constructor" tabindex="-1">Constructor <a class="header-anchor" href="#constructor" aria-label="Permalink to &quot;Constructor&quot;">​</a></h3><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">new</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;"> Transcript</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(options): Transcript;</span></span></code></pre></div><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><table tabindex="0"><thead><tr><th>Parameter</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><code>options</code></td><td><a href="./../interfaces/TranscriptOptions.html"><code>TranscriptOptions</code></a></td><td>say where the lines go</td></tr></tbody></table><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>Transcript</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/classes/Transcript.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Transcript = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Transcript as default
};
