import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AnsweredLogin","description":"","frontmatter":{},"headers":[],"relativePath":"reference/index/interfaces/AnsweredLogin.md","filePath":"reference/index/interfaces/AnsweredLogin.md"}');
const _sfc_main = { name: "reference/index/interfaces/AnsweredLogin.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-answeredlogin" tabindex="-1">Interface: AnsweredLogin <a class="header-anchor" href="#interface-answeredlogin" aria-label="Permalink to &quot;Interface: AnsweredLogin&quot;">​</a></h1><p>A login that a NegTokenResp answers.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-hasmechlistmic"></a> <code>hasMechListMic</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Whether the answer has a mechListMIC.</td></tr><tr><td><a id="property-kind"></a> <code>kind</code></td><td><code>readonly</code></td><td><code>&quot;accepted&quot;</code> | <code>&quot;rejected&quot;</code> | <code>&quot;continue&quot;</code></td><td>Whether the answer asks for the next token, or accepts or refuses the login.</td></tr><tr><td><a id="property-leg"></a> <code>leg</code></td><td><code>readonly</code></td><td><code>number</code></td><td>The number of the client’s token in its login, from 1.</td></tr><tr><td><a id="property-user"></a> <code>user?</code></td><td><code>readonly</code></td><td><code>string</code></td><td>The account of the login; absent: the answer does not accept it.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/index/interfaces/AnsweredLogin.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AnsweredLogin = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AnsweredLogin as default
};
