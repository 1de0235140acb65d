import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"API reference","description":"","frontmatter":{},"headers":[],"relativePath":"reference/README.md","filePath":"reference/README.md"}');
const _sfc_main = { name: "reference/README.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="api-reference" tabindex="-1">API reference <a class="header-anchor" href="#api-reference" aria-label="Permalink to &quot;API reference&quot;">​</a></h1><h2 id="modules" tabindex="-1">Modules <a class="header-anchor" href="#modules" aria-label="Permalink to &quot;Modules&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Module</th><th>Description</th></tr></thead><tbody><tr><td><a href="./accounts/README.html">accounts</a></td><td>The accounts that may log in: stores in files, in memory, and of a program&#39;s own.</td></tr><tr><td><a href="./auth/README.html">auth</a></td><td>The acceptors by themselves: bytes in, step out, for any protocol that carries GSS-API, SPNEGO or NTLM tokens.</td></tr><tr><td><a href="./index/README.html">index</a></td><td>-</td></tr><tr><td><a href="./realm/README.html">realm</a></td><td>-</td></tr><tr><td><a href="./shares/README.html">shares</a></td><td>-</td></tr><tr><td><a href="./smb2-codec/README.html">smb2-codec</a></td><td>-</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/README.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const README = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  README as default
};
