import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: SignatureFault","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/type-aliases/SignatureFault.md","filePath":"reference/index/type-aliases/SignatureFault.md"}');
const _sfc_main = { name: "reference/index/type-aliases/SignatureFault.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="type-alias-signaturefault" tabindex="-1">Type Alias: SignatureFault <a class="header-anchor" href="#type-alias-signaturefault" aria-label="Permalink to &quot;Type Alias: SignatureFault&quot;">​</a></h1><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">type</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;"> SignatureFault</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;"> =</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> &quot;wrong&quot;</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;"> |</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> &quot;missing&quot;</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;"> |</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> &quot;stripped&quot;</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;"> |</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> &quot;zero-key&quot;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span></code></pre></div><p>A state of a signature, or of the tag of an encrypted message, that a client must refuse:</p><ul><li><code>wrong</code>: one bit differs.</li><li><code>missing</code>: its 16 bytes are zero; the header still says that the message is signed.</li><li><code>stripped</code>: its 16 bytes are zero, and the header says that the message is not signed. An encrypted message leaves in the clear.</li><li><code>zero-key</code>: it is made with a key of zeros, which everyone knows.</li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/type-aliases/SignatureFault.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SignatureFault = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SignatureFault as default
};
