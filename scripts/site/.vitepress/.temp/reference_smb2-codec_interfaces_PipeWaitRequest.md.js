import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PipeWaitRequest","description":"","frontmatter":{},"headers":[],"relativePath":"reference/smb2-codec/interfaces/PipeWaitRequest.md","filePath":"reference/smb2-codec/interfaces/PipeWaitRequest.md"}');
const _sfc_main = { name: "reference/smb2-codec/interfaces/PipeWaitRequest.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="interface-pipewaitrequest" tabindex="-1">Interface: PipeWaitRequest <a class="header-anchor" href="#interface-pipewaitrequest" aria-label="Permalink to &quot;Interface: PipeWaitRequest&quot;">​</a></h1><p>FSCTL_PIPE_WAIT Request ([MS-FSCC] 2.3.49).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><table tabindex="0"><thead><tr><th>Property</th><th>Modifier</th><th>Type</th><th>Description</th></tr></thead><tbody><tr><td><a id="property-name"></a> <code>name</code></td><td><code>readonly</code></td><td><code>string</code></td><td>Name of the pipe, without <code>\\PIPE</code>.</td></tr><tr><td><a id="property-timeout"></a> <code>timeout</code></td><td><code>readonly</code></td><td><code>bigint</code> | <code>undefined</code></td><td>Units of 100 ms; undefined: without end.</td></tr></tbody></table></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("reference/smb2-codec/interfaces/PipeWaitRequest.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PipeWaitRequest = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PipeWaitRequest as default
};
