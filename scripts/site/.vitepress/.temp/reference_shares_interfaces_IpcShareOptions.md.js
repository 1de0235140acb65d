import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: IpcShareOptions","description":"","frontmatter":{},"headers":[],"relativePath":"reference/shares/interfaces/IpcShareOptions.md","filePath":"reference/shares/interfaces/IpcShareOptions.md"}');
const _sfc_main = { name: "reference/shares/interfaces/IpcShareOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-ipcshareoptions" tabindex="-1">Interface: IpcShareOptions <a class="header-anchor" href="#interface-ipcshareoptions" aria-label="Permalink to &quot;Interface: IpcShareOptions&quot;">​</a></h1><p>The configuration of <code>IPC$</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-access"></a> <code>access?</code></td><td><code>readonly</code></td><td><code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <a href="./../../index/type-aliases/AccessLevel.html"><code>AccessLevel</code></a>&gt;&gt;</td><td>Absent: every user whom the login policy lets in has write access, because any use of a pipe writes to it.</td></tr><tr><td><a id="property-encrypt"></a> <code>encrypt?</code></td><td><code>readonly</code></td><td><code>boolean</code></td><td>Every request to this share must arrive encrypted; default: no.</td></tr><tr><td><a id="property-services"></a> <code>services</code></td><td><code>readonly</code></td><td>readonly <a href="./PipeService.html"><code>PipeService</code></a>[]</td><td>The pipes, by their names.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/shares/interfaces/IpcShareOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const IpcShareOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  IpcShareOptions as default
};
